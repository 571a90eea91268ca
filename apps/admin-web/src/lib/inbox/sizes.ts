/** Every row of the list is as high as every other, so that a long list needs no measuring. */
export const ROW_HEIGHT_PX = 84;
