package org.nexusauth.faults.record;

import java.nio.file.Path;
import java.util.Map;
import org.nexusauth.faults.node.SettingsFile;

/** A node that changes keys at random and says so, until it is killed. */
public final class RandomChangesMain {
  static final String OPEN = "open";

  private RandomChangesMain() {}

  /** Arguments: the file of the settings, and the ids of integrations. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = SettingsFile.read(Path.of(arguments[0]));
    RecordNode node = RecordNode.open(settings);
    System.out.println(OPEN);
    for (int i = 1; i < arguments.length; i++) {
      new Thread(new RandomChanges(node, arguments[i], System.out::println)).start();
    }
  }
}
