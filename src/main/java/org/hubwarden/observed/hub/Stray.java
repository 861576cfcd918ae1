package org.hubwarden.observed.hub;

/**
 * Something of an id that no account has.
 *
 * @param what a path, or a process, for people
 * @param process whether it runs
 */
public record Stray(long uid, String what, boolean process) {}
