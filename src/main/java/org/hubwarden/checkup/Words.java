package org.hubwarden.checkup;

import org.hubwarden.observed.hub.SeenProcess;

/** Phrases that findings share. */
final class Words {

    private Words() {}

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static String process(SeenProcess process) {
        return (process.unit().isEmpty() ? "" : process.unit() + ", ") + "pid " + process.pid();
    }
}
