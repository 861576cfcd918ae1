package org.hubwarden.host.linux.accounts;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.hubwarden.host.HostFailure;
import org.junit.jupiter.api.Test;

/** A NUL byte is found wherever it is, however much the content has in common with what was checked before. */
class AccountFileCheckTest {

    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final int LINE = 50;

    private final byte[] checked = "a:x:1:1::/home/a:/bin/bash\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);

    private byte[] withInsertion(int at, byte[] more) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(checked, 0, at);
        content.writeBytes(more);
        content.write(checked, at, checked.length - at);
        return content.toByteArray();
    }

    @Test
    void aByteThatIsNewIsFoundAnywhere() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            int at = random.nextInt(checked.length + 1);
            byte[] more = new byte[1 + random.nextInt(9_000)];
            Arrays.fill(more, (byte) 'b');
            byte[] good = withInsertion(at, more);
            assertDoesNotThrow(() -> AccountFileCheck.check(AccountFile.PASSWD, PASSWD, good, checked));
            more[random.nextInt(more.length)] = 0;
            byte[] bad = withInsertion(at, more);
            String sentence = refused(bad, checked);
            assertTrue(sentence.contains("has a NUL byte in line "), sentence);
        }
    }

    @Test
    void aByteInThePlaceOfAnotherIsFound() {
        for (int at = 0; at < checked.length; at += LINE) {
            byte[] bad = checked.clone();
            bad[at] = 0;
            refused(bad, checked);
        }
        byte[] last = checked.clone();
        last[last.length - 1] = 0;
        refused(last, checked);
        refused(Arrays.copyOf(checked, checked.length + 1), checked);
    }

    @Test
    void nothingInCommonIsSearchedWhole() {
        byte[] bad = checked.clone();
        bad[checked.length / 2] = 0;
        refused(bad, new byte[0]);
        refused(bad, new byte[] {'z'});
        assertDoesNotThrow(() -> AccountFileCheck.check(AccountFile.PASSWD, PASSWD, checked));
    }

    private static String refused(byte[] content, byte[] before) {
        return assertThrows(
                        HostFailure.class, () -> AccountFileCheck.check(AccountFile.PASSWD, PASSWD, content, before))
                .sentence();
    }
}
