package dev.rigel.perception.templates;

/**
 * Looks for the best pose near a good one by pattern search (Hooke and Jeeves, 1961): a step each
 * way in place, angle and scale, and in scale about each side; what that gained is tried once more
 * in the same direction; steps are halved when none is better.
 *
 * @param step first step in place, in pixels of the picture
 * @param radius the template's mean distance from its centre in pixels of the template: turns and
 *     enlargements are steps of as many pixels there
 * @param halvings how often the steps are halved
 */
record Climb(double step, double radius, int halvings) {
  interface Score {
    double of(Pose pose);
  }

  /** A pose and what it scores. */
  record Scored(Pose pose, double score) {}

  Scored from(Pose start, Score score) {
    Scored best = new Scored(start, score.of(start));
    double length = step;
    for (int i = 0; i <= halvings; i++) {
      Scored better = better(best, length, score);
      while (better.score() > best.score()) {
        Scored ahead = better(better, better.pose().onward(best.pose()), score);
        best = ahead;
        better = better(best, length, score);
      }
      length /= 2;
    }
    return best;
  }

  private Scored better(Scored from, double length, Score score) {
    Scored best = from;
    double turn = length / (radius * from.pose().scale());
    for (int way = -1; way <= 1; way += 2) {
      best = better(best, best.pose().moved(way * length, 0), score);
      best = better(best, best.pose().moved(0, way * length), score);
      best = better(best, best.pose().turned(way * turn), score);
      best = better(best, best.pose().enlarged(1 + way * turn), score);
      for (int side = 0; side < 4; side++) {
        Pose pose = best.pose();
        double toSide = pose.angle() + side * Math.PI / 2;
        best =
            better(
                best,
                pose.enlarged(1 + way * turn)
                    .moved(way * length * Math.cos(toSide), way * length * Math.sin(toSide)),
                score);
      }
    }
    return best;
  }

  private static Scored better(Scored best, Pose pose, Score score) {
    double value = score.of(pose);
    return value > best.score() ? new Scored(pose, value) : best;
  }
}
