package org.nexusauth.faults.record;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.nexusauth.faults.node.SettingsFile;
import org.nexusauth.management.apikey.GenerationResult.Generated;

/** A node that generates a key and rotates it, hands both out, and then dumps its heap. */
public final class HeapDumpMain {
  private HeapDumpMain() {}

  /** Arguments: the file of the settings, the id of an integration, the file of the dump. */
  public static void main(String[] arguments) throws Exception {
    RecordNode node = RecordNode.open(SettingsFile.read(Path.of(arguments[0])));
    makeKeys(node, arguments[1]);
    System.gc();
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[2], true);
    node.close();
  }

  private static void makeKeys(RecordNode node, String integrationId) throws IOException {
    Generated old = RecordNode.generate(node.services(), integrationId);
    Generated next = RecordNode.rotate(node.services(), old.record().ref());
    handOut(old);
    handOut(next);
  }

  /** Past the buffers of {@code System.out}, which would keep the text. */
  private static void handOut(Generated key) throws IOException {
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    out.write((key.key().text() + '\n').getBytes(StandardCharsets.US_ASCII));
  }
}
