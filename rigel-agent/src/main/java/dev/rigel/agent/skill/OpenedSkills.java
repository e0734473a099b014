package dev.rigel.agent.skill;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Keeps the skills read last, by the hash of their zips: most turns use one of few. */
final class OpenedSkills {
  private static final int MOST = 64;

  private final SequencedMap<String, SkillFolder> folders = new LinkedHashMap<>(16, 0.75f, true);

  SkillFolder get(String key, Supplier<byte[]> zip) {
    synchronized (folders) {
      SkillFolder known = folders.get(key);
      if (known != null) {
        return known;
      }
    }
    SkillFolder folder = SkillFolderReader.read(zip.get());
    synchronized (folders) {
      folders.put(key, folder);
      if (folders.size() > MOST) {
        Map.Entry<String, SkillFolder> eldest = folders.firstEntry();
        folders.remove(eldest.getKey());
      }
    }
    return folder;
  }
}
