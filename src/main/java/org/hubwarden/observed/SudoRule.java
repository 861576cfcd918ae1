package org.hubwarden.observed;

/**
 * A rule of sudoers(5) that is not ours and gives a managed user rights.
 *
 * @param file path as sudo reads it
 * @param line from 1; 0 where it could not be told
 * @param who the user, group or alias the rule names, as written
 */
public record SudoRule(String file, int line, String who) {}
