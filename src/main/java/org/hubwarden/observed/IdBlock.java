package org.hubwarden.observed;

/**
 * Ids of a user namespace that belong to somebody: a line of subuid(5) or subgid(5).
 *
 * @param count how many, from {@code first} on
 */
public record IdBlock(long first, long count) {

    /** Whether the id is one of them. */
    public boolean contains(long id) {
        return id >= first && id - first < count;
    }
}
