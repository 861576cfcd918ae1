package org.hubwarden.intake;

/**
 * What is not in the new state file, and why.
 *
 * @param what a name, as it was found
 * @param why goes after it
 */
record LeftOut(String what, String why) {}
