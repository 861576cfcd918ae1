package org.hubwarden.plan;

/**
 * One thing that applying a plan does. A value: it says everything that is needed to do it, and does nothing itself.
 * Wherever changes are told apart, a test over the permitted subclasses guards that none is forgotten.
 */
public sealed interface Change
        permits AccountChange, GroupChange, HomeChange, SudoersChange, UnitChange, LeavingStep, DemotionStep {

    /** What it does to its subject. */
    Symbol symbol();

    /** What it is about: an account, a group, a path. */
    String subject();

    /** Why. */
    Reason reason();
}
