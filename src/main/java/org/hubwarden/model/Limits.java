package org.hubwarden.model;

import java.util.OptionalLong;

/**
 * The most that somebody's processes may use together. In each part, empty means that nothing is said, and
 * {@link #UNLIMITED} that there is no limit.
 *
 * @param memory in bytes
 * @param cpu in thousandths of a processor
 * @param tasks processes and threads
 */
public record Limits(OptionalLong memory, OptionalLong cpu, OptionalLong tasks) {

    /** No limit, said. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** Nothing is said. */
    public static final Limits UNSAID = new Limits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /** Whether nothing is said. */
    public boolean isUnsaid() {
        return equals(UNSAID);
    }

    /** These, and where they say nothing, those. */
    public Limits orElse(Limits those) {
        return new Limits(first(memory, those.memory), first(cpu, those.cpu), first(tasks, those.tasks));
    }

    /** The higher of each. */
    public Limits orMore(Limits those) {
        return new Limits(higher(memory, those.memory), higher(cpu, those.cpu), higher(tasks, those.tasks));
    }

    /** What is said here and is not the same there. */
    public Limits without(Limits those) {
        return new Limits(differing(memory, those.memory), differing(cpu, those.cpu), differing(tasks, those.tasks));
    }

    /** What is said here of what is said there. */
    public Limits where(Limits those) {
        return new Limits(said(memory, those.memory), said(cpu, those.cpu), said(tasks, those.tasks));
    }

    private static OptionalLong said(OptionalLong one, OptionalLong other) {
        return other.isPresent() ? one : other;
    }

    private static OptionalLong first(OptionalLong one, OptionalLong other) {
        return one.isPresent() ? one : other;
    }

    private static OptionalLong higher(OptionalLong one, OptionalLong other) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()))
                : first(one, other);
    }

    private static OptionalLong differing(OptionalLong one, OptionalLong other) {
        return one.equals(other) ? OptionalLong.empty() : one;
    }
}
