package org.hubwarden.host.systemd;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import org.hubwarden.model.Limits;

/** Between systemd's properties of units and our words. */
final class UnitProperties {

    private static final BigInteger INFINITY = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final long MICROS_PER_THOUSANDTH = 1000;

    private final Map<String, Object> values;

    UnitProperties(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    String text(String name) {
        return String.valueOf(values.getOrDefault(name, ""));
    }

    boolean truth(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    long number(String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (values.get(name) instanceof Iterable<?> list) {
            list.forEach(value -> texts.add(String.valueOf(value)));
        } else if (values.get(name) instanceof Object[] array) {
            List.of(array).forEach(value -> texts.add(String.valueOf(value)));
        }
        return texts;
    }

    /** The limits in force. */
    Limits limits() {
        return new Limits(
                OptionalLong.of(limit("MemoryMax", 1)),
                OptionalLong.of(limit("CPUQuotaPerSecUSec", MICROS_PER_THOUSANDTH)),
                OptionalLong.of(limit("TasksMax", 1)));
    }

    private long limit(String name, long unit) {
        if (!(values.get(name) instanceof Number)) {
            return Limits.UNLIMITED;
        }
        BigInteger value = new BigInteger(values.get(name).toString());
        return value.equals(INFINITY) || value.bitLength() > 62 ? Limits.UNLIMITED : value.longValueExact() / unit;
    }

    /** Limits as properties to set: those that are said. */
    static List<Object[]> of(Limits limits) {
        List<Object[]> properties = new ArrayList<>();
        limits.memory().ifPresent(bytes -> properties.add(property("MemoryMax", bytes, 1)));
        limits.cpu().ifPresent(cpu -> properties.add(property("CPUQuotaPerSecUSec", cpu, MICROS_PER_THOUSANDTH)));
        limits.tasks().ifPresent(tasks -> properties.add(property("TasksMax", tasks, 1)));
        return properties;
    }

    private static Object[] property(String name, long value, long unit) {
        BigInteger number =
                value == Limits.UNLIMITED ? INFINITY : BigInteger.valueOf(value).multiply(BigInteger.valueOf(unit));
        return new Object[] {name, new Variant<>(new UInt64(number.toString()), "t")};
    }
}
