/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

/**
 * A data file.
 *
 * @param least the first row's key, and the smallest
 * @param most the last row's key, and the largest
 */
record WrittenFile(String name, long bytes, long rows, long least, long most) {

  /** Its action in a log, with the statistics that usual writers give. */
  String action(String key, String deletionVector) {
    return "{\"add\":{\"path\":\""
        + name
        + "\",\"partitionValues\":{},\"size\":"
        + bytes
        + ",\"modificationTime\":0,\"dataChange\":true,\"stats\":\"{\\\"numRecords\\\":"
        + rows
        + ",\\\"tightBounds\\\":"
        + deletionVector.isEmpty()
        + ",\\\"minValues\\\":{\\\""
        + key
        + "\\\":"
        + least
        + "},\\\"maxValues\\\":{\\\""
        + key
        + "\\\":"
        + most
        + "}}\""
        + (deletionVector.isEmpty() ? "" : ",\"deletionVector\":" + deletionVector)
        + "}}";
  }
}
