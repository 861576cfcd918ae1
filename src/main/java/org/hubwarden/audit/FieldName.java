package org.hubwarden.audit;

/** The names of the fields of our entries. Programs filter on them, so they never change; docs/journal.md explains each. */
public final class FieldName {

    /** The pass, 32 hex digits. */
    public static final String RUN = "HUBWARDEN_RUN";

    /** Which change of the pass; with the run, it names the change for ever. */
    public static final String NUMBER = "HUBWARDEN_NUMBER";

    /** {@link ChangeKind#id()}. */
    public static final String ACTION = "HUBWARDEN_ACTION";

    /** {@code 1} on an entry that was written after a crash, by a later pass. */
    public static final String RECOVERED = "HUBWARDEN_RECOVERED";

    /** Whom it concerns, as JupyterHub names them. */
    public static final String HUB_USER = "HUB_USER";

    /** The account. */
    public static final String UNIX_USER = "UNIX_USER";

    /** Its number. */
    public static final String UNIX_UID = "UNIX_UID";

    /** Each group that is joined, left, made or changed. */
    public static final String UNIX_GROUP = "UNIX_GROUP";

    /** The number of the one group it is about. */
    public static final String UNIX_GID = "UNIX_GID";

    /** The home or the drop-in. */
    public static final String PATH = "HUBWARDEN_PATH";

    /** The unit of systemd. */
    public static final String UNIT = "HUBWARDEN_UNIT";

    /** What was before, in words. */
    public static final String BEFORE = "BEFORE";

    /** What is now, in words. */
    public static final String AFTER = "AFTER";

    /** Why. */
    public static final String REASON = "REASON";

    /** Which content of the state file was in force. */
    public static final String STATE_SHA256 = "STATE_SHA256";

    /** What a finding is about: a user, an account, a group, a file. */
    public static final String SUBJECT = "HUBWARDEN_SUBJECT";

    /** Every problem of the state file, one a line. */
    public static final String PROBLEMS = "PROBLEMS";

    private FieldName() {}
}
