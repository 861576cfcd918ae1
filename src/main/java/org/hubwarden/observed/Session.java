package org.hubwarden.observed;

/**
 * A login that logind keeps.
 *
 * @param id logind's name for it
 */
public record Session(String id, long uid) {}
