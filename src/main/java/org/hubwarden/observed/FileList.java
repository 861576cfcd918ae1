package org.hubwarden.observed;

/**
 * A list of files that somebody owns outside their home.
 *
 * @param file its name
 * @param sentence what is in it, for people
 */
public record FileList(String file, String sentence) {}
