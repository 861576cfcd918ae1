package org.hubwarden.desired;

/**
 * How much one plan may do to people before somebody is asked.
 *
 * @param removals how many accounts may leave
 * @param promotions how many accounts may become admins
 */
public record BrakeSettings(Removals removals, long promotions) {

    /** What holds where the file says nothing. */
    public static final BrakeSettings STANDARD = new BrakeSettings(new Removals(10, true), 3);

    /**
     * How many accounts may leave at once.
     *
     * @param amount a number of accounts, or of hundredths
     * @param percent whether it is hundredths of the accounts in use
     */
    public record Removals(long amount, boolean percent) {

        /** A tenth of a small hub would be nobody, and people do leave it. */
        private static final long FEW = 3;

        private static final long HUNDRED = 100;

        /** The most that may leave. A number is taken as it stands, a percentage never below three. */
        public long of(long inUse) {
            return percent ? Math.max(FEW, inUse * amount / HUNDRED) : amount;
        }

        @Override
        public String toString() {
            return amount + (percent ? "%" : "");
        }
    }
}
