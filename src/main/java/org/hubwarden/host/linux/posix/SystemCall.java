package org.hubwarden.host.linux.posix;

import com.sun.jna.Native;

/** What a call of the C library came to. */
final class SystemCall {

    private SystemCall() {}

    /** Passes the result of a call on, or throws its errno, which is kept until the thread's next call. */
    static long check(long result, String attempt) throws SystemCallFailure {
        return check(result, attempt, "");
    }

    /** The same about something; what is only made a text when the call failed. */
    static long check(long result, String attempt, Object about) throws SystemCallFailure {
        if (result == -1) {
            throw new SystemCallFailure(attempt, about, Errno.of(Native.getLastError()));
        }
        return result;
    }
}
