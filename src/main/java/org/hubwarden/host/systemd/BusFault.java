package org.hubwarden.host.systemd;

/** The bus or systemd did not do what was asked. The message says what, for people. */
final class BusFault extends Exception {

    private static final long serialVersionUID = 1L;

    BusFault(String sentence) {
        super(sentence);
    }

    BusFault(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The message, never null. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
