package org.hubwarden.host.linux.posix;

/**
 * A system call that failed. The message names what was tried, on what, and the errno. Without a stack trace, and with the
 * message made only when it is read: that a file is absent is an ordinary answer, given ten thousand times in a pass.
 */
public final class SystemCallFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** The service's own view of the machine is read-only but for some directories, and is made when it starts. */
    private static final String READ_ONLY_ADVICE = "; mount it writable. If it is: systemctl restart hubwarden when the"
            + " directory was replaced while the service ran, or name it in ReadWritePaths= with systemctl edit hubwarden"
            + " when homes are elsewhere than in /home";

    private final String attempt;
    private final transient Object about;
    private final int number;

    /**
     * @param attempt for people, for example "cannot open"
     * @param about the file
     */
    public SystemCallFailure(String attempt, Object about, Errno errno) {
        super(null, null, false, false);
        this.attempt = attempt;
        this.about = about;
        this.number = errno.number();
    }

    /** Whether this is why. */
    public boolean is(Errno errno) {
        return number == errno.number();
    }

    /** For people, without a full stop. */
    public String sentence() {
        return (attempt + " " + about).strip() + ": " + Errno.of(number) + (is(Errno.EROFS) ? READ_ONLY_ADVICE : "");
    }

    @Override
    public String getMessage() {
        return sentence();
    }
}
