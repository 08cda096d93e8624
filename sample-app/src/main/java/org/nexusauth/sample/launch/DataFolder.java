package org.nexusauth.sample.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;

/**
 * A folder that its owner alone can look into, and files of text in it that its owner alone can
 * read. Where the file system knows no POSIX permissions, the folder above must protect it.
 *
 * @param path the folder
 */
record DataFolder(Path path) {

  /** Takes the folder as it is, or makes it. */
  static DataFolder open(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute)) {
        Files.createDirectories(parent(absolute));
        Files.createDirectory(absolute, modeAttributes(absolute, "rwx------"));
      }
      new FolderCheck(absolute).requireSafe();
      return new DataFolder(absolute);
    } catch (IOException e) {
      throw failure("make", absolute, e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  Optional<String> readText(String name) {
    try {
      if (!Files.exists(file(name))) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(file(name)).strip());
    } catch (IOException e) {
      throw failure("read", file(name), e);
    }
  }

  /** Writes a temporary file and then moves it, so that no process ever reads half a file. */
  void writeText(String name, String text) {
    try {
      Path half = Files.createTempFile(path, name, ".new", modeAttributes(path, "rw-------"));
      Files.writeString(half, text + System.lineSeparator(), StandardCharsets.UTF_8);
      Files.move(
          half, file(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failure("write", file(name), e);
    }
  }

  /** Makes a file that another library fills, or takes the one there, for its owner alone. */
  void protectFile(String name) {
    Path file = file(name);
    try {
      if (!Files.exists(file)) {
        Files.createFile(file, modeAttributes(file, "rw-------"));
      } else if (modeAttributes(file, "rw-------").length > 0) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw failure("protect", file, e);
    }
  }

  private static Path parent(Path path) {
    return Objects.requireNonNullElse(path.getParent(), path);
  }

  private static FileAttribute<?>[] modeAttributes(Path path, String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  private static LaunchException failure(String what, Path file, IOException problem) {
    return LaunchException.of(
        "Cannot "
            + what
            + " "
            + file
            + " ("
            + describeProblem(problem)
            + "). Choose another: --data DIR");
  }

  private static String describeProblem(IOException problem) {
    if (problem instanceof FileAlreadyExistsException) {
      return "it is a file, not a folder";
    }
    if (problem instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (problem instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    return problem.getClass().getSimpleName();
  }
}
