package org.hubwarden.host;

/** Where the trail goes: journald(8) on a running machine. Thread-safe. */
public interface Journal {

    /** syslog(3) levels, as many as we use. */
    enum Priority {
        ERROR(3),
        WARNING(4),
        NOTICE(5),
        INFO(6);

        private final int level;

        Priority(int level) {
            this.level = level;
        }

        /** The number that syslog(3) gives it. */
        public int level() {
            return level;
        }
    }

    /**
     * Writes one entry. Control characters are escaped on the way; what is too long is shortened, and says so.
     *
     * @throws HostFailure when the journal does not take it in a bounded time: it must then be written later
     */
    void write(JournalEntry entry) throws HostFailure;
}
