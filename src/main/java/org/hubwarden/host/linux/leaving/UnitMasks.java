package org.hubwarden.host.linux.leaving;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.model.UnitName;
import org.hubwarden.spec.UnitText;

/** Links that keep systemd from starting a unit, whoever asks it to; the same that {@code systemctl mask} makes. */
final class UnitMasks {

    private static final byte[] NOWHERE = "/dev/null\0".getBytes(StandardCharsets.US_ASCII);

    private final MachineRoot machine;

    UnitMasks(MachineRoot machine) {
        this.machine = machine;
    }

    boolean isMasked(UnitName unit) throws SystemCallFailure {
        return Places.in(machine, UnitText.DIRECTORY, where -> isMask(where, FileName.of(unit.value())))
                .orElse(false);
    }

    private static boolean isMask(Descriptor where, FileName name) throws SystemCallFailure {
        return where.stat(name).isLink() && Arrays.equals(where.readLink(name), NOWHERE);
    }

    /** A file that stands there is somebody's own unit: systemd would run it, so it stays and is told. */
    void mask(UnitName unit) throws SystemCallFailure, HostFailure {
        try (Descriptor units = machine.openTrusted(UnitText.DIRECTORY)) {
            units.makeLink(NOWHERE, FileName.of(unit.value()));
            units.sync();
        } catch (SystemCallFailure failure) {
            if (!failure.is(Errno.EEXIST)) {
                throw failure;
            }
            throw new HostFailure(
                    unit + " was not masked, since " + UnitText.DIRECTORY + "/" + unit
                            + " is there and not hubwarden's; remove it",
                    failure);
        }
    }

    void unmask(UnitName unit) throws SystemCallFailure, HostFailure {
        FileName name = FileName.of(unit.value());
        try (Descriptor units = machine.openTrusted(UnitText.DIRECTORY)) {
            if (isMask(units, name)) {
                units.unlinkIfThere(name);
            }
        }
    }
}
