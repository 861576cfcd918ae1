package org.hubwarden.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.StateParser;
import org.hubwarden.desired.StateReading;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.junit.jupiter.api.Test;

class UnitTextTest {

    private static DesiredState state(String hub) {
        String text = """
                version: 1
                users:
                  ordinary:
                  big: {limits: {memory: 4G, cpu: unlimited}}
                  a+b:
                  free: {sandbox: relaxed}
                admins: [dana]
                defaults: {limits: {memory: 1G, cpu: 1.5, tasks: 64}}
                hub: {spawner: hubwarden%s}
                """.formatted(hub);
        return ((StateReading.Accepted) StateParser.parse(text.getBytes(StandardCharsets.UTF_8), "state.yaml")).state();
    }

    private static Optional<String> dropIn(String user, String hub) {
        DesiredState state = state(hub);
        return UnitText.dropIn(
                state.servers(),
                Objects.requireNonNull(state.users().get(new HubName(user))),
                new UnixName("jupyter-" + user));
    }

    @Test
    void theTemplateHoldsTheSandboxOfUsers() {
        assertEquals(
                """
                # Written by hubwarden from /etc/hubwarden/state.yaml; edits are undone.

                [Unit]
                Description=JupyterHub server of jupyter-%i

                [Service]
                User=jupyter-%i
                WorkingDirectory=~
                EnvironmentFile=-/run/hubwarden/env/%i
                ExecStart=/bin/sh -c "echo \\"%%i\\" $$HOME \\\\ "
                Slice=jupyterhub-users.slice
                OOMPolicy=continue
                PrivateTmp=yes
                NoNewPrivileges=yes
                ProtectSystem=yes
                ProtectKernelTunables=yes
                ProtectKernelModules=yes
                ProtectKernelLogs=yes
                ProtectControlGroups=yes
                RestrictSUIDSGID=yes
                LockPersonality=yes
                PrivateDevices=yes
                MemoryMax=1073741824
                CPUQuota=150%
                TasksMax=64
                """,
                UnitText.template(state(", command: [/bin/sh, -c, 'echo \"%i\" $HOME \\ ']")
                        .servers()));
    }

    @Test
    void whoDoesNotDifferHasNoDropIn() {
        assertEquals(Optional.empty(), dropIn("ordinary", ""));
    }

    @Test
    void aDropInHoldsWhatDiffers() {
        String start = UnitText.FIRST_LINE + "\n[Service]\n";
        assertEquals(
                start + "MemoryMax=4294967296\nCPUQuota=\n", dropIn("big", "").orElseThrow());
        assertEquals(
                start + "User=jupyter-a+b\nEnvironmentFile=\nEnvironmentFile=-/run/hubwarden/env/a+b\n",
                dropIn("a+b", "").orElseThrow());
    }

    @Test
    void adminsAndTheRelaxedHaveNothingThatTakesSudoAway() {
        String admin = dropIn("dana", "").orElseThrow();
        assertEquals(admin, dropIn("free", "").orElseThrow());
        UnitText.template(state("").servers())
                .lines()
                .filter(line -> line.endsWith("=yes") && !line.equals("PrivateTmp=yes"))
                .forEach(line -> assertTrue(admin.contains(line.replace("=yes", "=no\n")), line));
        assertFalse(admin.contains("PrivateTmp"), "everybody has a /tmp of their own");
    }

    @Test
    void devicesAreLetInWithoutHidingTheOthersFromAdmins() {
        String devices = ", devices: [char-nvidia*]";
        String template = UnitText.template(state(devices).servers());
        assertTrue(template.contains("DevicePolicy=closed\nDeviceAllow=char-nvidia* rw\n"), template);
        assertFalse(template.contains("PrivateDevices"), "which hides them");
        assertTrue(dropIn("dana", devices).orElseThrow().contains("DevicePolicy=auto\nDeviceAllow=\n"));
    }
}
