package org.hubwarden.ledger;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads how far the procedures with an account came: how long it has been an admin's, how it lost root, how it leaves. */
final class ProcedureParser {

    private final LedgerTokens in;

    ProcedureParser(LedgerTokens in) {
        this.in = in;
    }

    Tenure tenure() throws IOException {
        in.begin();
        in.next();
        Tenure tenure = new Tenure(in.optional("since", in::moment));
        in.end();
        return tenure;
    }

    Demotion demotion() throws IOException {
        in.begin();
        Instant since = in.moment("since");
        boolean told = in.flag("told");
        boolean served = in.flag("served");
        in.next();
        Optional<Instant> ended = in.optional("ended", in::moment);
        Optional<Instant> proven = in.optional("proven", in::moment);
        in.end();
        return new Demotion(since, told, served, ended, proven);
    }

    Leaving leaving() throws IOException {
        in.begin();
        SortedMap<Stage, Progress> stages = stages();
        long days = in.number("days");
        in.next();
        Optional<LocalDate> counted = in.optional("counted", in::day);
        Optional<String> elsewhere = in.optional("elsewhere", in::text);
        Optional<String> archive = in.optional("archive", in::text);
        in.at("asked");
        Leaving leaving = new Leaving(stages, days, counted, elsewhere, archive, wish(in.text()), false);
        boolean isPurged = in.flag("purged");
        in.nextEnd();
        return isPurged ? leaving.gone() : leaving;
    }

    private SortedMap<Stage, Progress> stages() throws IOException {
        SortedMap<Stage, Progress> stages = new TreeMap<>();
        in.array("stages");
        while (in.nextElement()) {
            Stage stage = Stage.of(in.text("stage")).orElseThrow(() -> in.odd("a step expected"));
            Instant begun = in.moment("begun");
            in.next();
            stages.put(stage, new Progress(begun, in.optional("done", in::moment)));
            in.end();
        }
        return stages;
    }

    private Leaving.Wish wish(String word) throws IOException {
        for (Leaving.Wish wish : Leaving.Wish.values()) {
            if (wish.word().equals(word)) {
                return wish;
            }
        }
        throw in.odd("a wish expected");
    }
}
