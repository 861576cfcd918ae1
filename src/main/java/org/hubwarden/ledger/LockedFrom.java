package org.hubwarden.ledger;

/**
 * What an account was before it was locked, so that it comes back as it was. Never a hash.
 *
 * @param shell its login shell
 * @param expire its expiry as in shadow(5), empty for none
 * @param prefixed whether locking put a {@code !} before its password field
 */
public record LockedFrom(String shell, String expire, boolean prefixed) {}
