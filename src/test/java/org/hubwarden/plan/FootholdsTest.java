package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What gives a user root and is in the account files is a finding of every pass. */
class FootholdsTest {

    private static Scene hub() {
        return new Scene().admins("a").users("b").pass();
    }

    private static List<String> others(Scene scene) {
        return scene.plan().findings().stream().map(Finding::subject).toList();
    }

    @Test
    void rootUnderAnotherName() {
        Scene scene = hub();
        assertEquals(List.of(), others(scene));
        scene.passwd(
                "root:x:0:0:root:/root:/bin/bash\n", "root:x:0:0:root:/root:/bin/bash\ntoor:x:0:0::/root:/bin/sh\n");
        assertEquals(1, scene.notices("toor").size());
    }

    @Test
    void aGroupWithTheNumberOfOneThatIsAsGoodAsRoot() {
        Scene scene = hub();
        scene.group("sudo:x:27:\n", "sudo:x:27:\nzz:x:27:jupyter-a,jupyter-b\n");
        assertEquals(1, scene.notices("jupyter-b").size());
        assertEquals(List.of("jupyter-b"), others(scene), "an admin is root by the state file");
    }

    @Test
    void whoMayPutThemselvesIntoOne() {
        Scene scene = hub();
        scene.gshadow("sudo:*::\n", "sudo:*:jupyter-a,jupyter-b:\n");
        assertEquals(List.of("jupyter-b"), others(scene));
    }
}
