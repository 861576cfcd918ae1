package org.hubwarden.reconcile;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * How much of the heap stays free after a full collection, in hundredths. The JVM lets these two be set while it runs. A heap without room is
 * collected whole again and again by a pass; one with room keeps the pages that a pass has touched.
 */
final class HeapRoom {

    private static final String AT_LEAST = "MinHeapFreeRatio";
    private static final String AT_MOST = "MaxHeapFreeRatio";

    private final Optional<HotSpotDiagnosticMXBean> jvm;

    HeapRoom() {
        this.jvm = Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class));
    }

    /**
     * Gives back what is free, then makes room that nothing has touched yet: to the machine it costs nothing until it is used.
     */
    void renew() {
        set(10, 20);
        System.gc();
        set(60, 70);
        System.gc();
    }

    private void set(int atLeast, int atMost) {
        jvm.ifPresent(bean -> {
            // In between the one must not be above the other.
            bean.setVMOption(AT_LEAST, "0");
            bean.setVMOption(AT_MOST, Integer.toString(atMost));
            bean.setVMOption(AT_LEAST, Integer.toString(atLeast));
        });
    }
}
