package org.hubwarden.host;

/** The machine refused something. The message is a sentence for people: what failed, where, and what to do. */
public final class HostFailure extends Exception {

    private static final long serialVersionUID = 1L;

    public HostFailure(String sentence) {
        super(sentence);
    }

    public HostFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The message, never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
