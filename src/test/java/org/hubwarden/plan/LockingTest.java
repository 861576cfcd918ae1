package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done to a locked account by somebody else is undone, and does not come back with its owner. */
class LockingTest {

    private static Scene locked() {
        return new Scene().users("a", "b").pass().without("a").pass();
    }

    @Test
    void aPasswordSetMeanwhileDoesNotOpenTheAccountOnItsReturn() {
        Scene scene = locked().shadow("jupyter-a:!:", "jupyter-a:$6$new:").pass();
        assertTrue(scene.machine.files.shadow().contains("\njupyter-a:!$6$new:"));
        assertTrue(scene.users("a").pass().machine.files.shadow().contains("\njupyter-a:!$6$new:"));
    }

    @Test
    void anyOneOfTheThreeLocksIsPutBack() {
        assertEquals(
                1,
                locked().passwd("/usr/sbin/nologin", "/bin/sh").plan().changes().size());
        assertEquals(
                1,
                locked().shadow("jupyter-a:!::::::1:", "jupyter-a:!::::::2:")
                        .plan()
                        .changes()
                        .size());
        assertEquals(
                1,
                locked().shadow("jupyter-a:!:", "jupyter-a:*:").plan().changes().size());
    }

    @Test
    void anAccountThatSomebodyOpenedAsItWasNeedsNoChangeToReturn() {
        Scene scene =
                locked().passwd("/usr/sbin/nologin", "/bin/bash").shadow("jupyter-a:!::::::1:", "jupyter-a:!:::::::");
        List<Change> changes = scene.users("a").plan().changes();
        assertEquals(1, changes.size());
        assertTrue(changes.get(0) instanceof GroupChange.AddMember);
        assertTrue(scene.pass().machine.ledger.accounts().values().stream()
                .allMatch(a -> a.locked().isEmpty()));
    }

    @Test
    void aLineThatIsGoneIsMadeAgainOnReturnAndInUse() {
        Scene scene =
                locked().passwd("jupyter-a:x:2003:2003:JupyterHub user a:/home/jupyter-a:/usr/sbin/nologin\n", "");
        assertEquals(List.of(), scene.plan().changes());
        assertEquals(
                2003, Scene.only(scene.users("a"), AccountChange.Create.class).uid());
        assertEquals(List.of(), scene.pass().plan().changes());
    }

    @Test
    void anAccountDoesNotComeBackIntoAGroupThatIsNotItsOwn() {
        Scene scene =
                locked().passwd("jupyter-a:x:2003:2003:JupyterHub user a:/home/jupyter-a:/usr/sbin/nologin\n", "");
        scene.passwd("", "mallory:x:3000:2003::/home/mallory:/bin/sh\n").users("a");
        assertTrue(scene.conflicts("a").get(0).contains("gid 2003"));
    }

    @Test
    void aHashLeftInPasswdComesBackAsItWas() {
        Scene scene = new Scene()
                .users("a", "b")
                .pass()
                .passwd("jupyter-a:x:", "jupyter-a:$6$old:")
                .without("a")
                .pass();
        assertTrue(scene.machine.files.shadow().contains("\njupyter-a:!$6$old:"));
        assertTrue(scene.users("a").pass().machine.files.shadow().contains("\njupyter-a:$6$old:"));
    }
}
