/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where it was measured. Without the machine's name.
 *
 * @param load how many processes waited or ran per minute, on average, when it began; less than 0
 *     if that is not known
 */
public record Machine(
    int processors,
    String processor,
    long memoryMegabytes,
    String system,
    String java,
    double load) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  public static Machine here() {
    OperatingSystemMXBean bean = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        bean.getAvailableProcessors(),
        processorName(),
        bean.getTotalMemorySize() >> 20,
        bean.getName() + " " + bean.getVersion() + " " + bean.getArch(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        bean.getSystemLoadAverage());
  }

  private static String processorName() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(it -> it.startsWith(MODEL))
          .map(it -> it.substring(it.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
