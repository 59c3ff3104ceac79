/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** The profile as last read. Thread-safe; however many threads meet a 401, it is read once. */
final class CurrentProfile {
  private final ProfileSource source;
  private final ProfileParser parser;
  private @Nullable SharingProfile current;

  CurrentProfile(ProfileSource source, ProfileParser parser) {
    this.source = source;
    this.parser = parser;
  }

  synchronized SharingProfile get() {
    if (current == null) {
      current = read();
    }
    return current;
  }

  /** A profile to try after one was refused: read afresh unless another thread just did so. */
  synchronized SharingProfile renew(SharingProfile refused) {
    if (refused.equals(current)) {
      current = read();
    }
    return get();
  }

  private SharingProfile read() {
    try {
      return parser.parse(source.read());
    } catch (InterruptedIOException e) {
      Thread.currentThread().interrupt();
      throw unreadable(e);
    } catch (IOException e) {
      throw unreadable(e);
    } catch (ProfileException e) {
      throw e;
    } catch (RuntimeException e) {
      // Of a file system that is none of ours, in whose words secrets may stand.
      throw new ProfileException(
          "The profile %s cannot be read: %s."
              .formatted(source.description(), e.getClass().getName()),
          e);
    }
  }

  private ProfileException unreadable(IOException cause) {
    return new ProfileException(
        "The profile %s cannot be read: %s."
            .formatted(source.description(), SafeText.of(reason(cause))),
        cause);
  }

  /** Some exceptions of file systems have no words of their own. */
  private static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.toString() : message;
  }
}
