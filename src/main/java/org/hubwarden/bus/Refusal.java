package org.hubwarden.bus;

/** Something that is not done. Becomes an error on the bus: its name is for programs, its message a sentence for people. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final String name;

    /** Why, for programs. */
    enum Cause {
        /** The state in force does not list that user. */
        NOT_DECLARED("org.hubwarden1.Error.NotDeclared"),
        /** What was asked for waits until a person says that it is meant. */
        HELD("org.hubwarden1.Error.Held"),
        /** Somebody must mend something first. */
        CONFLICT("org.hubwarden1.Error.Conflict"),
        /** The caller is nobody who may ask for that. */
        NOT_ALLOWED("org.hubwarden1.Error.NotAllowed"),
        /** A variable is none that a hub may set. */
        ENVIRONMENT("org.hubwarden1.Error.Environment"),
        /** It is too much, or too often. */
        LIMITS("org.hubwarden1.Error.Limits"),
        /** Not now; try again. */
        BUSY("org.hubwarden1.Error.Busy"),
        /** It was tried, and the machine refused it. */
        FAILED("org.hubwarden1.Error.Failed"),
        UNKNOWN_OBJECT("org.freedesktop.DBus.Error.UnknownObject"),
        UNKNOWN_INTERFACE("org.freedesktop.DBus.Error.UnknownInterface"),
        UNKNOWN_METHOD("org.freedesktop.DBus.Error.UnknownMethod"),
        UNKNOWN_PROPERTY("org.freedesktop.DBus.Error.UnknownProperty"),
        READ_ONLY("org.freedesktop.DBus.Error.PropertyReadOnly"),
        ARGUMENTS("org.freedesktop.DBus.Error.InvalidArgs");

        private final String text;

        Cause(String text) {
            this.text = text;
        }
    }

    Refusal(Cause cause, String sentence) {
        super(sentence, null, false, false);
        this.name = cause.text;
    }

    /** The name of the error. */
    String name() {
        return name;
    }

    /** The message, never null. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
