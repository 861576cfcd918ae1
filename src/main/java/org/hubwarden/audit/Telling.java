package org.hubwarden.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.hubwarden.host.Journal.Priority;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.host.JournalEntry.Field;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.SudoersChange;

/**
 * One entry that is due once its change is done. A change is one entry, but for denials of sudo: each person whose denial
 * changes has an entry of their own, so that a look at one person finds it.
 *
 * @param number within the run; with the run it names the entry for ever
 * @param part the change, of a denial the part of one person
 */
record Telling(String number, Change part) {

    /** All entries of a change. */
    static List<Telling> of(int number, Change change) {
        if (change instanceof SudoersChange.Deny d && d.uids().size() > 1) {
            return each(number, d.uids(), one -> new SudoersChange.Deny(d.path(), d.content(), one, d.reason()));
        }
        if (change instanceof SudoersChange.Lift l && l.uids().size() > 1) {
            return each(number, l.uids(), one -> new SudoersChange.Lift(l.path(), l.content(), one, l.reason()));
        }
        return List.of(new Telling(Integer.toString(number), change));
    }

    private static List<Telling> each(int number, SortedSet<Long> uids, Function<SortedSet<Long>, Change> part) {
        return uids.stream()
                .map(uid -> new Telling(number + "." + uid, part.apply(new TreeSet<>(List.of(uid)))))
                .toList();
    }

    /** The change is done. {@code recovered}: by a pass before this one, which died before it could tell. */
    JournalEntry done(TrailRun run, Holders holders, boolean recovered) {
        Statement statement = statement(holders);
        List<Field> fields = fields(run, statement, holders);
        fields.add(new Field(FieldName.NUMBER, number));
        if (recovered) {
            fields.add(new Field(FieldName.RECOVERED, "1"));
        }
        String sentence = statement.done() + (recovered ? " [told late: the pass that did it could not]" : "");
        return new JournalEntry(Priority.NOTICE, statement.kind().messageId(), sentence, fields);
    }

    /** The machine refused it; {@code why} says what to do. */
    JournalEntry failed(TrailRun run, Holders holders, String why) {
        Statement statement = statement(holders);
        Event event = Event.CHANGE_FAILED;
        return new JournalEntry(
                event.priority(), event.messageId(), statement.notDone(why), fields(run, statement, holders));
    }

    private List<Field> fields(TrailRun run, Statement statement, Holders holders) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(FieldName.RUN, run.id()));
        fields.add(new Field(FieldName.ACTION, statement.kind().id()));
        fields.addAll(Facts.of(part, holders));
        fields.add(new Field(FieldName.REASON, statement.reason()));
        run.stateSha256().ifPresent(sha256 -> fields.add(new Field(FieldName.STATE_SHA256, sha256)));
        return fields;
    }

    /** Of a denial of one person it names them. */
    private Statement statement(Holders holders) {
        Statement statement = Wording.of(part);
        Optional<LedgerAccount> person = uid().flatMap(holders::withUid);
        return person.map(p -> new Statement(
                        statement.kind(),
                        statement.subject(),
                        Optional.of(p.unix().value()),
                        statement.details() + ", " + p.unix(),
                        statement.reason()))
                .orElse(statement);
    }

    private Optional<Long> uid() {
        if (part instanceof SudoersChange.Deny d) {
            return d.uids().stream().findFirst();
        }
        return part instanceof SudoersChange.Lift l ? l.uids().stream().findFirst() : Optional.empty();
    }
}
