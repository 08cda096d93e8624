package org.nexusauth.faults.record;

import java.nio.file.Path;
import org.nexusauth.faults.node.SettingsFile;

/** A node that makes one change, and is halted at one of its steps. */
public final class HaltingMain {
  private HaltingMain() {}

  /**
   * Arguments: the file of the settings; the change; the ids of agent, integration and key; which
   * steps are counted, and how many of them are taken.
   */
  public static void main(String[] arguments) throws Exception {
    HaltPoint halt =
        new HaltPoint(HaltPoint.Steps.valueOf(arguments[5]), Integer.parseInt(arguments[6]));
    SplitNode split = SplitNode.open(SettingsFile.read(Path.of(arguments[0])), halt);
    CrashingChange.valueOf(arguments[1])
        .make(split, new CrashingChange.Subject(arguments[2], arguments[3], arguments[4]));
    Runtime.getRuntime().halt(0);
  }
}
