package org.hubwarden.plan;

import java.util.Optional;

/**
 * Who has a number, and how many have it. Numbers are not boxed: every plan makes some of these for all accounts of the machine,
 * and a map of objects takes several times as long. Not thread-safe.
 */
final class NumberIndex {

    private static final int FEWEST = 16;

    private long[] numbers;
    private String[] holders;
    private int[] counts;
    private int size;

    /** {@code expected}: how many numbers there will be, about. */
    NumberIndex(int expected) {
        int slots = Math.max(FEWEST, Integer.highestOneBit(Math.max(1, expected)) * 4);
        numbers = new long[slots];
        holders = new String[slots];
        counts = new int[slots];
    }

    /** One more who has it; the first is the one that is found. */
    void add(long number, String holder) {
        int slot = slot(number);
        if (counts[slot] == 0) {
            holders[slot] = holder;
        }
        count(slot, number);
    }

    /** One more who has it, and is the one that is found from now on. */
    void replace(long number, String holder) {
        int slot = slot(number);
        holders[slot] = holder;
        count(slot, number);
    }

    private void count(int slot, long number) {
        numbers[slot] = number;
        counts[slot]++;
        if (counts[slot] == 1 && ++size * 2 > counts.length) {
            grow();
        }
    }

    private void grow() {
        long[] oldNumbers = numbers;
        String[] oldHolders = holders;
        int[] oldCounts = counts;
        numbers = new long[oldCounts.length * 2];
        holders = new String[oldCounts.length * 2];
        counts = new int[oldCounts.length * 2];
        for (int i = 0; i < oldCounts.length; i++) {
            if (oldCounts[i] > 0) {
                int slot = slot(oldNumbers[i]);
                numbers[slot] = oldNumbers[i];
                holders[slot] = oldHolders[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** Where the number is, or would be. Ids come in rows, so the lowest bits are the best hash. */
    private int slot(long number) {
        int mask = counts.length - 1;
        int slot = (int) (number ^ (number >>> Short.SIZE)) & mask;
        while (counts[slot] > 0 && numbers[slot] != number) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** How many have it. */
    int count(long number) {
        return counts[slot(number)];
    }

    /** Who has it. */
    Optional<String> holder(long number) {
        int slot = slot(number);
        return counts[slot] == 0 ? Optional.empty() : Optional.of(holders[slot]);
    }

    /** The highest within these bounds that anybody has; one below them where none has any. */
    long highest(long min, long max) {
        long highest = min - 1;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && numbers[i] <= max) {
                highest = Math.max(highest, numbers[i]);
            }
        }
        return highest;
    }
}
