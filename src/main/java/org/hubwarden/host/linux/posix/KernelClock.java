package org.hubwarden.host.linux.posix;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** What the kernel knows of its clock: whether something keeps it right, and how long the machine has been up. */
public final class KernelClock {

    /** The size of {@code struct timex} on 64 bits, and where the estimate of the error is in it. */
    private static final int TIMEX = 208;

    private static final int MAX_ERROR = 24;

    /** What adjtimex(2) returns when nothing keeps the clock right. */
    private static final int TIME_ERROR = 5;

    /**
     * In microseconds. Who keeps the clock right says how far off it may be, and that grows until they say so again. The flag alone
     * will not do: chrony without rtcsync leaves it set, so that the kernel does not write the hardware's clock.
     */
    private static final long TOO_MUCH = 16_000_000;

    private static final int CLOCK_BOOTTIME = 7;
    private static final long NANOS = 1_000_000_000L;

    private KernelClock() {}

    /** Why nothing keeps it right, a clause; empty when something does. */
    public static Optional<String> unsynchronised() {
        byte[] timex = new byte[TIMEX];
        ByteBuffer fields = ByteBuffer.wrap(timex).order(ByteOrder.nativeOrder());
        fields.putLong(MAX_ERROR, Long.MAX_VALUE);
        int state = Libc.adjtimex(timex);
        if (state < 0) {
            return Optional.of(
                    "the kernel does not tell whether it is synchronised: " + Errno.of(Native.getLastError()));
        }
        boolean adrift = state == TIME_ERROR && fields.getLong(MAX_ERROR) >= TOO_MUCH;
        return adrift ? Optional.of("the kernel says that nothing synchronises it") : Optional.empty();
    }

    /** Nanoseconds since the machine's start, asleep or not. No setting of the clock moves it. */
    public static long sinceBoot() {
        byte[] timespec = new byte[2 * Long.BYTES];
        if (Libc.clock_gettime(CLOCK_BOOTTIME, timespec) < 0) {
            throw new IllegalStateException("no CLOCK_BOOTTIME: " + Errno.of(Native.getLastError()));
        }
        ByteBuffer fields = ByteBuffer.wrap(timespec).order(ByteOrder.nativeOrder());
        return fields.getLong(0) * NANOS + fields.getLong(Long.BYTES);
    }
}
