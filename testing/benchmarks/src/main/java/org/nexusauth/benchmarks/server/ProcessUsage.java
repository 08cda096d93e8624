package org.nexusauth.benchmarks.server;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a process has used, by its own accounting.
 *
 * @param cpuNanos its CPU time, of all its threads
 * @param heapBytes its heap
 */
public record ProcessUsage(long cpuNanos, long heapBytes) {

  /**
   * Returns this process's usage, as text.
   *
   * @param collected whether garbage is collected before
   */
  public static String now(boolean collected) {
    if (collected) {
      System.gc();
    }
    long cpu = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    return cpu + " " + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Reads the text. */
  static ProcessUsage parse(String text) {
    int space = text.indexOf(' ');
    return new ProcessUsage(
        Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
  }
}
