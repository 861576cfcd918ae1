package org.hubwarden.plan;

/**
 * Something for people to look at.
 *
 * @param subject the account, group or file it is about
 * @param sentence what is the matter and what to do
 */
public record Finding(Kind kind, String subject, String sentence) {

    /** How a finding bears on the plan. */
    public enum Kind {
        /** The subject is not ours to touch as it is, and is left alone until a person decides. */
        CONFLICT,
        /** Somebody else keeps changing the subject back, so it is left as they have it. */
        FIGHT,
        /** Nothing is held back; somebody should know. */
        NOTICE,
        /** What goes by date waits, since the clock is not trusted. */
        DISTRUST
    }
}
