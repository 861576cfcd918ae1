package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.observed.DropInSight;

/** What is wrong with a file whose whole text is ours. */
final class FileFlaw {

    private FileFlaw() {}

    /**
     * The flaw, as a reason; empty when the file is as it should be.
     *
     * @param ownershipCounts whether it must be root's
     */
    static Optional<String> of(DropInSight sight, String content, int mode, boolean ownershipCounts) {
        if (sight instanceof DropInSight.Absent) {
            return Optional.of("it is not there");
        }
        if (sight instanceof DropInSight.Other other) {
            return Optional.of("it is " + other.what());
        }
        DropInSight.Regular file = (DropInSight.Regular) sight;
        if (!file.content().equals(content)) {
            return Optional.of("its text is another");
        }
        if (file.mode() != mode) {
            return Optional.of(String.format("its mode is %04o", file.mode()));
        }
        boolean foreign = ownershipCounts && (file.uid() != 0 || file.gid() != 0);
        return foreign ? Optional.of("it is owned by " + file.uid() + ":" + file.gid()) : Optional.empty();
    }
}
