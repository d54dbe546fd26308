{
  "signatures": [
    {
      "publisher": "zhengka-training",
      "signature": "3d2d66719322f37e05534c747a4d5090d982ffe736af00b082f4c63886abc46e0b2fcc6bb4bde1cee4dd6a77a3b267e8aa1445f3ac0b7ece10172f18b1115777"
    }
  ]
}
