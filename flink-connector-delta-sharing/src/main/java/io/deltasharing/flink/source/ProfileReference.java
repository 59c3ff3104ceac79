/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.secret.Secret;
import io.deltasharing.flink.sharing.ProfileSource;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.flink.annotation.Internal;

/**
 * Where the profile is. It travels with the job graph, so the profile's text does only if it was
 * given inline.
 */
@Internal
public sealed interface ProfileReference extends Serializable {

  /** How the profile is read, in the process that does. */
  ProfileSource source();

  /** In a file: a local path, or a URI of a file system that Flink is set up for. */
  record InFile(String path) implements ProfileReference {

    /**
     * Checks that it may be a path.
     *
     * @throws IllegalArgumentException if it is blank, or the profile itself
     */
    public InFile {
      if (path.isBlank()) {
        throw new IllegalArgumentException("'profile' is the path of a profile, and is blank.");
      }
      if (path.stripLeading().startsWith("{")) {
        // Not shown: the token is in it.
        throw new IllegalArgumentException(
            "'profile' is the path of a profile. To give its text, use 'profile.secret'.");
      }
    }

    @Override
    public ProfileSource source() {
      return new FlinkProfileSource(path);
    }
  }

  /** Given inline, by the option {@code profile.secret}. */
  record Inline(Secret json) implements ProfileReference {
    @Override
    public ProfileSource source() {
      return new ProfileSource() {
        @Override
        public byte[] read() {
          return json.reveal().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String description() {
          return "given by 'profile.secret'";
        }
      };
    }
  }
}
