package org.nexusauth.faults.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nexusauth.faults.node.JavaProcess;
import org.nexusauth.faults.node.SettingsFile;
import org.nexusauth.testkit.TestKeys;

/** K10: a key's text is nowhere in the heap of the node that made it, once it is handed out. */
@Tag("deep")
final class HeapDumpIT {
  private static final TestKeys KEYS = TestKeys.create();
  private static final Pattern PRIVATE_EXPONENT = Pattern.compile("\"d\"\\s*:\\s*\"([^\"]+)\"");

  /** As strings are kept: compact, and otherwise. */
  private static final List<Charset> FORMS =
      List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void handedOutKeys_areNotInTheHeap() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("keys").toAbsolutePath();
    Map<String, String> settings =
        RecordNode.settingsFor(
            KEYS, Map.of("nexus.auth.revocation.store", "jdbc", "nexus.auth.jdbc.url", url));
    Path dump = folder.resolve("heap.hprof");
    List<String> texts = dumpHeap(settings, prepareIntegration(settings), dump);

    String heap = Files.readString(dump, StandardCharsets.ISO_8859_1);
    assertThat(texts).hasSize(2);
    assertThat(contains(heap, "nexus.auth.management.secret")).as("a text that is kept").isTrue();
    for (String text : texts) {
      assertThat(contains(heap, text)).as("the text").isFalse();
      assertThat(contains(heap, signatureOf(text))).as("its signature").isFalse();
    }
    assertThat(contains(heap, privateExponent())).as("a private key as text").isFalse();
  }

  private static String prepareIntegration(Map<String, String> settings) {
    try (RecordNode node = RecordNode.open(settings)) {
      RecordNode.prepare(node.services(), KEYS);
      return RecordNode.createIntegration(node.services(), "Shop", RecordNode.AGENT);
    }
  }

  private List<String> dumpHeap(Map<String, String> settings, String integrationId, Path dump)
      throws IOException {
    Path log = folder.resolve("node.log");
    Process process =
        JavaProcess.start(
            log,
            HeapDumpMain.class,
            SettingsFile.write(settings, folder).toString(),
            integrationId,
            dump.toString());
    try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
      List<String> texts = output.lines().toList();
      assertThat(dump).as(Files.readString(log)).exists();
      return texts;
    }
  }

  private static boolean contains(String heap, String text) {
    return FORMS.stream()
        .map(form -> new String(text.getBytes(form), StandardCharsets.ISO_8859_1))
        .anyMatch(heap::contains);
  }

  private static String signatureOf(String text) {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  private static String privateExponent() {
    Matcher found = PRIVATE_EXPONENT.matcher(KEYS.signingKey().exportPrivateJwk());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
