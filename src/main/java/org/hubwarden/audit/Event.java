package org.hubwarden.audit;

import org.hubwarden.host.Journal.Priority;

/**
 * What is told beside changes that were done. Programs filter on the id, so it never changes; each has its text in the message
 * catalog. A new one: {@code journalctl --new-id128}.
 */
public enum Event {
    CHANGE_FAILED(Priority.WARNING, "f203e5d2b4ba4b3996b9b5fd08ee9e24"),
    FINDING(Priority.WARNING, "0639c6ff16ba4440892240351ad945f5"),
    STATE_REFUSED(Priority.ERROR, "3a4dbff2f2f54d2aa32c6d392ce97ca9"),
    PLAN_HELD(Priority.ERROR, "76cd87940d1447c589ee50bab712484c"),
    PLAN_APPROVED(Priority.NOTICE, "ec36f68c81114a9996bd02bfc72bb76d"),
    PASS_FAILED(Priority.ERROR, "ca534e148a4d441790ffb0df535af0e5"),
    PASS_HANGS(Priority.ERROR, "9f41a05b0850433989b87bc1899cfba2"),
    CLOCK_DISTRUSTED(Priority.WARNING, "69950a92955242bdaa5606ef8b90d878"),
    FIGHT(Priority.WARNING, "1d75100dd83a43b8a9613410eb444e9a"),
    DAEMON_STARTED(Priority.INFO, "e22890f1bc6f4bb887b9a9ae0464cd07"),
    DAEMON_STOPPED(Priority.INFO, "afc678819de3487bbb55c8d93fe7a219"),
    TRAIL_LOST(Priority.ERROR, "ea67955b8c5f4bc3b60fa0a317667d91"),
    BASELINE_TAKEN(Priority.NOTICE, "ac2a74bd9e0a4e0cb6b1a7ce3f0d2f61"),
    SWEPT(Priority.WARNING, "d2b5f8a1c6604f0e9f4b8f0f6c1a7e35"),
    NOTICE(Priority.NOTICE, "191bd71f236d49c2a72e7d12967dce76");

    private final Priority priority;
    private final String messageId;

    Event(Priority priority, String messageId) {
        this.priority = priority;
        this.messageId = messageId;
    }

    /** How much it matters. */
    public Priority priority() {
        return priority;
    }

    /** Its {@code MESSAGE_ID} in the journal. */
    public String messageId() {
        return messageId;
    }
}
