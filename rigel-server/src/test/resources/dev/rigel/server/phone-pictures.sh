#!/bin/sh
# Makes phone.heic, tiles.avif and turned.avif from examples/coffee.jpg. Needs ImageMagick, heif-enc (libheif-examples) and
# avifenc (libavif-bin). Usage: phone-pictures.sh examples/coffee.jpg FOLDER
set -eu
photo=$1
cd "$2"
convert "$photo" -resize 320x picture.png
heif-enc -q 50 -o phone.heic picture.png
avifenc --irot 1 picture.png turned.avif
convert "$photo" -resize '256x256!' -crop 128x128 +repage tile-%d.png
avifenc --grid 2x2 tile-0.png tile-1.png tile-2.png tile-3.png tiles.avif
rm picture.png tile-?.png
