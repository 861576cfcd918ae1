package org.hubwarden.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hubwarden.audit.Escaped;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.sweep.Entry;
import org.hubwarden.sweep.Rank;
import org.hubwarden.sweep.Remark;
import org.hubwarden.sweep.Verdict;

/** What {@code sweep} prints. */
final class SweepText {

    private final Style style;

    SweepText(Style style) {
        this.style = style;
    }

    /** The worst first, and the verdict last. */
    List<String> lines(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        for (Rank rank : Rank.values()) {
            List<Remark> of =
                    verdict.remarks().stream().filter(r -> r.rank() == rank).toList();
            if (rank == Rank.EXPLAINED && verdict.since().isEmpty() && !of.isEmpty()) {
                lines.add(unlisted(verdict));
                lines.add("");
            } else if (!of.isEmpty()) {
                String title = rank.title() + " (" + verdict.count(rank) + "):";
                lines.add(rank == Rank.GIVES_ROOT ? style.paint(Style.Tone.ALARM, title) : title);
                of.forEach(remark -> add(remark, lines));
                if (verdict.count(rank) > of.size()) {
                    lines.add("  and " + (verdict.count(rank) - of.size()) + " more");
                }
                lines.add("");
            }
        }
        verdict.incomplete().forEach(why -> lines.add("Incomplete: " + Escaped.text(why) + "."));
        lines.add("Verdict: " + verdict.sentence() + ".");
        lines.add(
                "Not looked at: rules of the firewall that are in no file, the hub's database, images of containers.");
        lines.add("Nobody can prove that a machine on which somebody was root is as it was.");
        return lines;
    }

    /** Without a baseline all that packages brought is new, thousands of files: nobody reads them for the few that matter. */
    private static String unlisted(Verdict verdict) {
        return Rank.EXPLAINED.title() + " (" + verdict.count(Rank.EXPLAINED)
                + "): not listed, since without a baseline everything is new; --json has them.";
    }

    private static void add(Remark remark, List<String> lines) {
        lines.add("  " + remark.what() + ": " + name(remark));
        lines.add("      " + Escaped.text(remark.change()));
        remark.origin().ifPresent(origin -> lines.add("      " + Escaped.text(origin)));
        if (remark.rank() != Rank.EXPLAINED) {
            lines.add("      to look closer: " + Escaped.text(remark.look()));
        }
    }

    private static String name(Remark remark) {
        String key = remark.key();
        return key.startsWith(Entry.NO_FILE)
                ? key.substring(key.indexOf('/') + 1).replace("%20", " ")
                : key;
    }

    /** What was written. */
    static String line(BaselineStore.Written written) {
        return "Baseline written: " + written.path() + "\nsha256 " + written.sha256()
                + " (of all lines but the last; head -n -1 FILE | sha256sum)";
    }

    /** The same for programs. */
    static String json(BaselineStore.Written written) {
        return Json.object(json -> {
            json.field("baseline", written.path());
            json.field("sha256", written.sha256());
        });
    }

    /** A verdict for programs, as docs/json.md describes it. */
    static String json(Verdict verdict) {
        return Json.object(json -> {
            json.field("since", verdict.since().map(Instant::toString));
            json.field("verdict", verdict.sentence());
            json.field("unexplained", verdict.unexplained());
            json.field("explained", verdict.count(Rank.EXPLAINED));
            json.objects("differences", verdict.remarks(), SweepText::write);
            json.strings("incomplete", verdict.incomplete());
        });
    }

    private static void write(Json json, Remark remark) throws IOException {
        json.field("rank", remark.rank().word());
        json.field("key", remark.key());
        json.field("what", remark.what());
        json.field("change", remark.change());
        json.field("look", remark.look());
        json.field("origin", remark.origin());
    }
}
