package org.hubwarden.host.linux.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.SudoPrograms;
import org.hubwarden.observed.SudoRule;
import org.hubwarden.observed.SudoersRules;
import org.hubwarden.observed.SudoersSource;

/** Who else is given something by sudo's rules. Remembers the last answer, and asks again only about another text. */
final class OtherRules {

    /** After so many wrong lines the rest is not looked at. */
    private static final int MOST_WRONG_LINES = 20;

    private final SudoPrograms programs;
    private SudoersSource asked = new SudoersSource(List.of());
    private Optional<Found> remembered = Optional.empty();

    OtherRules(SudoPrograms programs) {
        this.programs = programs;
    }

    /**
     * The answer.
     *
     * @param faults what was not understood, for people
     */
    record Found(List<SudoRule> rules, List<String> faults) {}

    /**
     * What is understood of a text.
     *
     * @param source the text without the lines that sudo passes over
     * @param rules empty where there is nobody who reads them
     * @param faults what was not understood, for people
     */
    record Understood(SudoersSource source, Optional<SudoersRules> rules, List<String> faults) {}

    /** Finds them in this text. */
    Found find(SudoersSource source) {
        if (remembered.isPresent() && asked.equals(source)) {
            return remembered.get();
        }
        SudoPrograms.Reading reading = programs.read(source.text());
        if (reading instanceof SudoPrograms.Reading.Unreadable unreadable) {
            remembered = Optional.empty();
            return new Found(List.of(), unreadable.fault().stream().toList());
        }
        Understood understood = understand(source, reading);
        Found found =
                new Found(understood.rules().map(understood.source()::locate).orElse(List.of()), understood.faults());
        asked = source;
        remembered = Optional.of(found);
        return found;
    }

    /** All rules of this text. */
    Understood understand(SudoersSource source) {
        SudoPrograms.Reading reading = programs.read(source.text());
        return reading instanceof SudoPrograms.Reading.Unreadable unreadable
                ? new Understood(
                        source, Optional.empty(), unreadable.fault().stream().toList())
                : understand(source, reading);
    }

    /** Passes over the lines that cvtsudoers refuses, as sudo does. */
    private Understood understand(SudoersSource source, SudoPrograms.Reading first) {
        List<String> faults = new ArrayList<>();
        SudoersSource rest = source;
        SudoPrograms.Reading reading = first;
        while (reading instanceof SudoPrograms.Reading.Refused refused
                && faults.size() < MOST_WRONG_LINES
                && refused.line() >= 1
                && refused.line() <= rest.lines().size()) {
            SudoersSource.Line line = rest.lines().get(refused.line() - 1);
            faults.add(line.file() + " line " + line.number() + " is wrong, and sudo passes over it");
            rest = rest.without(refused.line() - 1);
            reading = programs.read(rest.text());
        }
        if (reading instanceof SudoPrograms.Reading.Json json) {
            return understood(rest, json.text(), faults);
        }
        faults.add("cvtsudoers refuses the rules, so those of other files are not seen; run visudo -c");
        return new Understood(rest, Optional.empty(), List.copyOf(faults));
    }

    private static Understood understood(SudoersSource source, String json, List<String> faults) {
        Optional<SudoersRules> rules = SudoersRules.parse(json);
        if (rules.isEmpty()) {
            faults.add("cvtsudoers gave something that is not JSON, so rules of other files are not seen");
        }
        return new Understood(source, rules, List.copyOf(faults));
    }
}
