package org.hubwarden.checkup;

import java.util.List;

/**
 * Something that was found, with what shows it and what cures it.
 *
 * @param id names the kind for programs; never changes its meaning
 * @param sentence what is wrong and why it matters, without a full stop
 * @param evidence what shows it: places in files, processes, units; the most telling first
 * @param cure what to type, or which line of the state file does it
 */
public record Weakness(String id, Rank rank, String sentence, List<String> evidence, String cure) {

    public Weakness {
        evidence = List.copyOf(evidence);
    }
}
