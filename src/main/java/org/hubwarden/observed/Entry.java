package org.hubwarden.observed;

/** What the entries of the four account files share. All text is bytes as chars, see {@link Line#raw}. */
public sealed interface Entry permits PasswdEntry, GroupEntry, ShadowEntry, GshadowEntry {

    /** The account or group that the line is about. */
    String name();

    /** The line that says this entry in canonical form. */
    String toLine();
}
