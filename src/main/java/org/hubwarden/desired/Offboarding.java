package org.hubwarden.desired;

import java.time.Duration;
import java.util.Optional;

/**
 * What happens to people who leave, and when.
 *
 * @param archiveAfter days, before the home goes into an archive
 * @param grace how long what runs goes on after the account was locked
 * @param message what is said on their terminals meanwhile; empty for the usual words
 */
public record Offboarding(long archiveAfter, Duration grace, Optional<String> message) {

    /** What holds where the file says nothing. */
    public static final Offboarding STANDARD = new Offboarding(30, Duration.ofMinutes(5), Optional.empty());
}
