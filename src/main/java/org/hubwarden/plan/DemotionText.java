package org.hubwarden.plan;

import java.time.Duration;
import org.hubwarden.desired.Offboarding;

/** What is said to and of people who lost root. */
final class DemotionText {

    /** How a finding begins that tells why it is not over. */
    static final String PENDING = "is no admin any more and sudo is denied to them; ";

    private DemotionText() {}

    /** What they read on their terminals. */
    static String told(Offboarding settings) {
        return settings.message().orElseGet(() -> usual(settings.grace()));
    }

    private static String usual(Duration grace) {
        return "You are no admin of this server any more. What runs of yours ends "
                + (grace.isZero() ? "now." : "in " + words(grace) + ": save your work.");
    }

    private static String words(Duration time) {
        long seconds = time.toSeconds();
        return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
