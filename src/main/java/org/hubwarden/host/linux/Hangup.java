package org.hubwarden.host.linux;

import java.lang.reflect.Proxy;
import org.hubwarden.host.HostFailure;

/** SIGHUP, which {@code systemctl reload} sends. */
public final class Hangup {

    private Hangup() {}

    /**
     * From now on runs this at every SIGHUP, on a thread of its own; the signal no longer ends the process.
     *
     * @throws HostFailure on a Java that has no signals
     */
    public static void whenRaised(Runnable action) throws HostFailure {
        // By reflection, since javac's warning about sun.misc cannot be suppressed, and Java 17 has no other way.
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object run = Proxy.newProxyInstance(
                    Hangup.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        action.run();
                        return null;
                    });
            Object hup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hup, run);
        } catch (ReflectiveOperationException e) {
            throw new HostFailure("this Java cannot hear SIGHUP, so systemctl reload would end the daemon", e);
        }
    }
}
