package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hubwarden.audit.Escaped;
import org.hubwarden.checkup.Inspection;
import org.hubwarden.checkup.Rank;
import org.hubwarden.checkup.Weakness;

/** What {@code check} prints of the machine: findings, the worst first, each with what shows it and what cures it. */
final class InspectionText {

    /** More than this nobody reads; programs get all. */
    private static final int MOST = 4;

    private static final String INDENT = "        ";

    private final Style style;

    InspectionText(Style style) {
        this.style = style;
    }

    /**
     * The lines.
     *
     * @param always whether to say something also where nothing is found
     */
    List<String> lines(Inspection inspection, boolean always) {
        List<String> lines = new ArrayList<>();
        boolean quiet = inspection.findings().isEmpty() && !always;
        if (quiet) {
            return lines;
        }
        lines.add(heading(inspection));
        inspection.findings().forEach(weakness -> {
            lines.add("");
            lines.addAll(paragraph(weakness));
        });
        lines.add("");
        lines.add(summary(inspection));
        inspection.unseen().forEach(what -> lines.add("Not seen: " + Escaped.text(what) + "."));
        return lines;
    }

    private static String heading(Inspection inspection) {
        return inspection.isHere()
                ? "On this machine: " + Escaped.text(inspection.hub()) + "; "
                        + Count.nouns(inspection.accounts(), "account") + ", "
                        + Count.nouns(inspection.servers(), "server") + " running."
                : "On this machine: no JupyterHub that runs, and no accounts of one.";
    }

    private List<String> paragraph(Weakness weakness) {
        List<String> lines = new ArrayList<>();
        String word = weakness.rank().word();
        lines.add(painted(weakness.rank(), word) + " ".repeat(INDENT.length() - word.length())
                + Escaped.text(weakness.sentence()) + ".");
        weakness.evidence().stream().limit(MOST).forEach(shown -> lines.add(INDENT + "  " + Escaped.text(shown)));
        if (weakness.evidence().size() > MOST) {
            lines.add(INDENT + "  and " + (weakness.evidence().size() - MOST) + " more; --json has them all");
        }
        lines.add(INDENT + style.paint(Style.Tone.GOOD, "Cure:") + " " + Escaped.text(weakness.cure()) + ".");
        return lines;
    }

    private String painted(Rank rank, String word) {
        return switch (rank) {
            case HIGH -> style.paint(Style.Tone.ALARM, word);
            case MEDIUM -> style.paint(Style.Tone.UPDATE, word);
            case LOW -> word;
        };
    }

    private String summary(Inspection inspection) {
        if (inspection.findings().isEmpty()) {
            return style.paint(Style.Tone.GOOD, "Nothing found.");
        }
        String ranks = Arrays.stream(Rank.values())
                .map(rank -> count(inspection, rank) + " " + rank.word())
                .filter(text -> !text.startsWith("0 "))
                .collect(Collectors.joining(", "));
        return Count.nouns(inspection.findings().size(), "finding") + ": " + ranks + ".";
    }

    private static long count(Inspection inspection, Rank rank) {
        return inspection.findings().stream().filter(w -> w.rank() == rank).count();
    }

    /** What to do first where hubwarden was never told anything. */
    static String begin(Inspection inspection, String file, String treeOption) {
        String source = inspection.isTljh() ? "tljh" : inspection.areMachines() ? "hub --token-file FILE" : "passwd";
        return "There is no state file yet: "
                + (inspection.accounts() > 0
                        ? "hubwarden import " + source + treeOption + " --output " + Typed.quoted(file)
                                + " writes one with the people who are here, and changes nothing else."
                        : StateText.whatToWrite(file) + ".");
    }
}
