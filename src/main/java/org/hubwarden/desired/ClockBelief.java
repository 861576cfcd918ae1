package org.hubwarden.desired;

/** When the machine's clock is good enough for ends by date. */
public enum ClockBelief {
    /** While the kernel says that something synchronises it. */
    SYNCHRONISED,
    /** As it is: on a machine whose clock nothing synchronises. */
    AS_IT_IS
}
